# syntax=docker/dockerfile:1
# A Python program: packages first, so that they stay cached while the program changes.
FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN useradd --system app
USER app
CMD ["python", "main.py"]
